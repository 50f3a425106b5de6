/** Key of the setting by which a deployment says that the demo is there. */
export const mark = 'demo'
