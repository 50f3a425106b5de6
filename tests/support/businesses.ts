import type { Page } from '@playwright/test'
import { expect } from './browser.ts'

const sound = {
  kind: 'business',
  sector: 'food',
  description: 'Nasi liwet',
  regionCode: '33.72.05.1010',
  address: 'Jl. Gajah Mada 12',
  ownerName: 'Sri Uji',
  consent: true,
}

/** A business of whoever is signed in on `page`, approved by the staff member on `office`. @returns its id */
export async function approvedBusiness(
  page: Page,
  office: Page,
  more: { name: string; address?: string },
  where: '/api/v1/registrations' | '/api/v1/desk-registrations' = '/api/v1/registrations',
): Promise<string> {
  const sent = await page.request.post(where, { data: { ...sound, ...more } })
  expect(sent.status(), await sent.text()).toBe(201)
  const { id, subjectId } = (await sent.json()) as { id: string; subjectId: string }
  const decided = await office.request.post(`/api/v1/registrations/${id}/decision`, {
    data: { decision: 'approve', version: 1 },
  })
  expect(decided.status(), await decided.text()).toBe(200)
  return subjectId
}
