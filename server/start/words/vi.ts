/** What the program says at the terminal when it starts, stops or refuses to start. Vietnamese comes first. */
export const vi = {
  'config.number': (d: { name: string; value: string; from: number; to: number }) =>
    `${d.name} phải là một số từ ${d.from} đến ${d.to}, đang là “${d.value}”.`,
  'config.choice': (d: { name: string; value: string; choices: string }) =>
    `${d.name} chỉ nhận một trong các giá trị ${d.choices}, đang là “${d.value}”.`,
  'config.url': (d: { name: string }) =>
    `${d.name} phải có dạng postgres://tên:mậtkhẩu@máy:cổng/cơ_sở_dữ_liệu.`,
  'config.address': (d: { name: string }) => `${d.name} phải là một địa chỉ http:// hoặc https://.`,
  'folder.inUse': (d: { folder: string; pid: number }) =>
    `Thư mục dữ liệu ${d.folder} đang được một tiến trình khác của Từng Nhà dùng (số ${d.pid}). Dừng tiến trình đó trước, hoặc đặt DATA_DIR sang thư mục khác.`,
  'folder.readOnly': (d: { folder: string }) =>
    `Không ghi được vào thư mục dữ liệu ${d.folder}. Cấp quyền ghi, hoặc đặt DATA_DIR sang thư mục ghi được.`,
  'folder.otherAccount': (d: { folder: string }) =>
    `Dữ liệu trong ${d.folder} thuộc tài khoản khác của máy này. Chạy bằng tài khoản đã tạo ra dữ liệu, hoặc đặt DATA_DIR sang thư mục khác.`,
  'folder.unreachable': (d: { folder: string; account: string }) =>
    `Cơ sở dữ liệu chạy bằng tài khoản “${d.account}”, tài khoản này không vào được thư mục ${d.folder}. Đặt DATA_DIR sang thư mục mà tài khoản đó vào được.`,
  'folder.newerData': (d: { folder: string; found: string; ours: number }) =>
    `Dữ liệu trong ${d.folder} do PostgreSQL ${d.found} tạo, bản này dùng PostgreSQL ${d.ours}. Chuyển dữ liệu bằng bản lưu trữ, hoặc đặt DATA_DIR sang thư mục khác.`,
  'folder.passwordLost': (d: { file: string }) =>
    `Thiếu tệp mật khẩu ${d.file} của cơ sở dữ liệu. Lấy lại tệp này từ bản sao lưu của thư mục dữ liệu.`,
  'account.missing': () =>
    'PostgreSQL không chạy bằng tài khoản root và máy này không có tài khoản “nobody”. Chạy bằng tài khoản thường, hoặc đặt DATABASE_URL.',
  'platform.unknown': (d: { platform: string }) =>
    `Chưa có PostgreSQL kèm theo cho ${d.platform}. Đặt DATABASE_URL tới một PostgreSQL từ bản 15.`,
  'postgres.failed': (d: { log: string; last: string }) =>
    `PostgreSQL kèm theo không khởi động được: ${d.last} Xem thêm trong ${d.log}.`,
  'port.inUse': (d: { port: number }) =>
    `Cổng ${d.port} đang có chương trình khác dùng. Đặt PORT sang số khác rồi chạy lại.`,
  'port.forbidden': (d: { port: number }) =>
    `Tài khoản này không được mở cổng ${d.port}. Đặt PORT từ 1024 trở lên rồi chạy lại.`,
  'host.unknown': (d: { host: string }) =>
    `Máy này không có địa chỉ “${d.host}”. Đặt HOST=127.0.0.1, hoặc HOST=0.0.0.0 để máy khác trong mạng vào được.`,
  'database.unreachable': (d: { where: string; why: string }) =>
    `Không kết nối được cơ sở dữ liệu ở ${d.where} (${d.why}). Kiểm tra DATABASE_URL và máy chủ PostgreSQL.`,
  'database.signIn': (d: { where: string }) =>
    `Cơ sở dữ liệu ở ${d.where} không nhận tên hoặc mật khẩu trong DATABASE_URL.`,
  'database.missing': (d: { where: string }) =>
    `Ở ${d.where} chưa có cơ sở dữ liệu này. Tạo trước bằng createdb, hoặc sửa DATABASE_URL.`,
  'database.tooOld': (d: { found: string }) =>
    `Cơ sở dữ liệu là PostgreSQL ${d.found}; Từng Nhà cần PostgreSQL từ bản 15.`,
  'database.newer': (d: { found: string }) =>
    `Cơ sở dữ liệu đã được một bản Từng Nhà mới hơn nâng cấp (bước ${d.found}). Chạy bản mới hơn, hoặc khôi phục bản sao lưu cũ.`,
  'web.buildFailed': () => 'Không dựng được phần giao diện. Xem lỗi ngay phía trên.',
  'officer.usage': (d: { roles: string }) =>
    `Cần --name, --email, --role và --unit (mã tỉnh hoặc mã xã). Vai trò là một trong: ${d.roles}.`,
  'officer.unit': (d: { code: string }) => `Hiện không có tỉnh hay xã nào mang mã “${d.code}”.`,
  'officer.taken': (_d: object) => 'Thư điện tử này đã có tài khoản.',
  'officer.added': (d: { name: string; unit: string }) =>
    `Đã thêm ${d.name}, ${d.unit}. Mật khẩu chỉ hiện một lần:`,
  'say.building': () => 'Đang dựng giao diện, khoảng nửa phút…',
  'say.database': (d: { version: string; where: string }) =>
    `Cơ sở dữ liệu PostgreSQL ${d.version}, ${d.where}`,
  'say.adopted': () => 'Nhận lại cơ sở dữ liệu còn chạy từ lần trước.',
  'say.demo': () => 'Đang tạo dữ liệu minh họa…',
  'say.ready': (d: { address: string }) => `Từng Nhà đã chạy tại ${d.address}`,
  'say.lan': () => 'Để điện thoại trong cùng mạng vào được: HOST=0.0.0.0 npm start',
  'say.people': (d: { address: string }) => `Vào thử tại ${d.address} bằng một người minh họa:`,
  'say.stop': () => 'Nhấn Ctrl-C để dừng.',
  'say.stopping': () => 'Đang dừng…',
  'say.stopped': () => 'Đã dừng. Dữ liệu còn nguyên.',
}

export type StartWords = typeof vi
