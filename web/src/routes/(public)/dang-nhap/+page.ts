// Signing in sets a cookie from a call, so this public page runs with scripts.
export const csr = true
