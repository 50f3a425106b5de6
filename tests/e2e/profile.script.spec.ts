import { demoId } from '../../demo/ids.ts'
import { expect, signInStaff, test } from '../support/browser.ts'

test('the phone says where the business is; typed over, it is no longer the phone’s word', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: -7.556712, longitude: 110.810799, accuracy: 9 })
  await signInStaff(page, 'petugas')
  await page.goto(`/kantor/pelaku/${demoId('business', 21)}/ubah/place`)
  await page.getByRole('button', { name: 'Ambil titik dari HP ini' }).click()
  await expect(page.getByText('Titik terisi. Ketelitian sekitar 9 meter.')).toBeVisible()
  await expect(page.getByLabel('Lintang')).toHaveValue('-7,556712')
  await page.getByLabel('Mengapa diubah?').fill('Diukur di tempat.')
  await page.getByRole('button', { name: 'Simpan' }).click()
  await expect(page.getByText('Ketelitian sekitar 9 meter')).toBeVisible()
  await expect(page.getByText('-7.556712, 110.810799')).toBeVisible()
})
