/** Names of units begin with their kind, which stands small inside a sentence: "Tổ … bản Co Chàm". */
export const inSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
