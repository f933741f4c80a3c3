/** What the two commands say before the product itself can speak: Vietnamese, then English. */
export const words = {
  installing: [
    'Đang cài các gói cần thiết, lần đầu mất một hai phút…',
    'Installing what is needed; the first time takes a minute or two…',
  ],
  installFailed: [
    'Không cài được các gói. Kiểm tra mạng và quyền ghi vào thư mục này, rồi chạy lại.',
    'The packages could not be installed. Check the network and that this folder can be written, then run again.',
  ],
  noNpm: [
    'Không tìm thấy npm. Cài Node.js kèm npm rồi chạy lại.',
    'npm was not found. Install Node.js with npm, then run again.',
  ],
  noNode: [
    'Không có Node 24 cho máy này trong các gói đã cài, và Node của máy cũ hơn 22.18. Cài Node 24 rồi chạy lại.',
    'No Node 24 for this machine among the installed packages, and its own Node is older than 22.18. Install Node 24, then run again.',
  ],
}

export function say(which) {
  for (const line of words[which]) console.log(line)
}

export function fail(which) {
  for (const line of words[which]) console.error(line)
  process.exit(1)
}
