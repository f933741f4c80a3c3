/** The worker that stands between the phone in the frame and the network; it lives below /to only. */
const phoneWorker = async (): Promise<ServiceWorker | null> => {
  if (!('serviceWorker' in navigator)) return null
  const registration = await navigator.serviceWorker.getRegistration('/to')
  return registration?.active ?? null
}

export const hasPhoneWorker = async (): Promise<boolean> => (await phoneWorker()) !== null

/** "Giả lập mất mạng": nothing of the phone's reaches the server until the network is given back. */
export const cutNetwork = async (off: boolean, frame: HTMLIFrameElement | undefined): Promise<void> => {
  const worker = await phoneWorker()
  worker?.postMessage(off ? 'network-off' : 'network-on')
  frame?.contentWindow?.dispatchEvent(new Event(off ? 'offline' : 'online'))
}
