/** Works without the office: the only page of the program that its scripts draw. */
export const csr = true
