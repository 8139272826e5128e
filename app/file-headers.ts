import { contentDisposition } from '@/lib/http/content-disposition'

/** The headers of a file that is sent while it is made. */
export const fileHeaders = (name: string, type: string) => ({
  'Content-Type': type,
  'Content-Disposition': contentDisposition(name),
  'Cache-Control': 'no-store',
  // A proxy that collects an answer before it passes it on would hide how far it has come.
  'X-Accel-Buffering': 'no',
})
