import { contextBridge, ipcRenderer } from 'electron'

// The page can ask for one thing: a port to the backend. Everything else goes through that port.
contextBridge.exposeInMainWorld('desktop', { connectBackend: () => ipcRenderer.send('backend:connect') })
ipcRenderer.on('backend:port', (event) => window.postMessage('backend:port', window.location.origin, [...event.ports]))
