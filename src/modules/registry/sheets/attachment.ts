const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** A file for taking away; names may hold any letter (RFC 6266). */
export function attachment(fileName: string, body: ReadableStream<Uint8Array>): Response {
  const plain = fileName.replace(/[^\w .()-]/g, '_')
  return new Response(body, {
    headers: {
      'content-type': fileName.endsWith('.csv') ? types.csv : types.xlsx,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'private, no-store',
    },
  })
}
