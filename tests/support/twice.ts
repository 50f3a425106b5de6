import type { APIResponse, Locator, Page } from '@playwright/test'

/** What a form would send as it stands, typed, ticked or hidden; read without running a script in the page. */
async function fieldsOf(form: Locator): Promise<Record<string, string>> {
  const fields: Record<string, string> = {}
  for (const one of await form.locator('input[name], select[name], textarea[name]').all()) {
    const name = (await one.getAttribute('name')) ?? ''
    const type = await one.getAttribute('type')
    if ((type === 'radio' || type === 'checkbox') && !(await one.isChecked())) continue
    fields[name] = await one.inputValue()
  }
  return fields
}

/** Somebody presses twice on a slow line: the same form arrives two times at once. */
export async function sendTwice(page: Page, form: Locator, action: string): Promise<APIResponse[]> {
  const fields = await fieldsOf(form)
  const { origin } = new URL(page.url())
  const send = () =>
    page.request.post(new URL(action, page.url()).href, {
      form: fields,
      headers: { origin, accept: 'text/html' },
      maxRedirects: 0,
    })
  return Promise.all([send(), send()])
}
