/** The header by which a browser saves an answer as a file of this name, which is plain ASCII. */
export const contentDisposition = (name: string) =>
  `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`
