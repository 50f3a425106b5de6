/** What an event buys from local members. */
export const services = ['catering', 'makeup', 'sound'] as const
