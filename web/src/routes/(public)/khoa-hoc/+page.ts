// Without scripts the lessons are plain links. With them the phone remembers, asks again and works without a network.
export const csr = true
