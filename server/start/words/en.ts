import type { StartWords } from './vi.ts'

export const en: StartWords = {
  'config.number': d => `${d.name} must be a number from ${d.from} to ${d.to}; it is “${d.value}”.`,
  'config.choice': d => `${d.name} must be one of ${d.choices}; it is “${d.value}”.`,
  'config.url': d => `${d.name} must look like postgres://name:password@host:port/database.`,
  'config.address': d => `${d.name} must be an address that begins with http:// or https://.`,
  'folder.inUse': d =>
    `The data folder ${d.folder} is in use by another Từng Nhà process (${d.pid}). Stop that one first, or set DATA_DIR to another folder.`,
  'folder.readOnly': d =>
    `The data folder ${d.folder} cannot be written. Allow writing, or set DATA_DIR to a writable folder.`,
  'folder.otherAccount': d =>
    `The data in ${d.folder} belongs to another account of this machine. Run as the account that made it, or set DATA_DIR to another folder.`,
  'folder.unreachable': d =>
    `The database runs as account “${d.account}”, which may not enter ${d.folder}. Set DATA_DIR to a folder that account can enter.`,
  'folder.newerData': d =>
    `The data in ${d.folder} was made by PostgreSQL ${d.found}; this release runs PostgreSQL ${d.ours}. Move it with an archive, or set DATA_DIR to another folder.`,
  'folder.passwordLost': d =>
    `The database password file ${d.file} is missing. Bring it back from a backup of the data folder.`,
  'account.missing': () =>
    'PostgreSQL does not run as root and this machine has no account “nobody”. Run as an ordinary user, or set DATABASE_URL.',
  'platform.unknown': d =>
    `No bundled PostgreSQL for ${d.platform}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
  'postgres.failed': d => `The bundled PostgreSQL did not start: ${d.last} More in ${d.log}.`,
  'port.inUse': d =>
    `Port ${d.port} is in use by another program. Set PORT to another number and start again.`,
  'port.forbidden': d =>
    `This account may not open port ${d.port}. Set PORT to 1024 or higher and start again.`,
  'host.unknown': d =>
    `This machine has no address “${d.host}”. Set HOST=127.0.0.1, or HOST=0.0.0.0 to let other machines of the network in.`,
  'database.unreachable': d =>
    `Cannot reach the database at ${d.where} (${d.why}). Check DATABASE_URL and the PostgreSQL server.`,
  'database.signIn': d => `The database at ${d.where} refuses the name or password of DATABASE_URL.`,
  'database.missing': d =>
    `There is no such database at ${d.where}. Create it with createdb, or correct DATABASE_URL.`,
  'database.tooOld': d => `The database is PostgreSQL ${d.found}; Từng Nhà needs PostgreSQL 15 or later.`,
  'database.newer': d =>
    `The database was upgraded by a newer release of Từng Nhà (step ${d.found}). Run the newer release, or restore an older backup.`,
  'web.buildFailed': () => 'The web pages could not be built. The error is just above.',
  'officer.usage': d =>
    `Give --name, --email, --role and --unit (code of a province or commune). A role is one of: ${d.roles}.`,
  'officer.unit': d => `No province or commune has the code “${d.code}” today.`,
  'officer.taken': () => 'This e-mail already has an account.',
  'officer.added': d => `Added ${d.name}, ${d.unit}. The password is shown once:`,
  'say.building': () => 'Building the web pages, about half a minute…',
  'say.database': d => `Database PostgreSQL ${d.version}, ${d.where}`,
  'say.adopted': () => 'Adopted the database left running by the last start.',
  'say.demo': () => 'Making the demo world…',
  'say.ready': d => `Từng Nhà is running at ${d.address}`,
  'say.lan': () => 'To let phones of the same network in: HOST=0.0.0.0 npm start',
  'say.people': d => `Try it at ${d.address} as one of the demo people:`,
  'say.stop': () => 'Press Ctrl-C to stop.',
  'say.stopping': () => 'Stopping…',
  'say.stopped': () => 'Stopped. The data is safe.',
}
