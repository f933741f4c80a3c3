// The number is looked up without scripts; the signature in the code is checked with them, also without a network.
export const csr = true
