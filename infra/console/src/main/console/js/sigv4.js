/**
 * Signature Version 4 of a request to AWS, by the browser's own cryptography.
 * After "Create a signed AWS API request" of the IAM User Guide.
 */

const ALGORITHM = 'AWS4-HMAC-SHA256';
const utf8 = new TextEncoder();

/**
 * The headers that make a request one of who holds the credentials.
 *
 * @param request `{method, path, query, body}`: path as it is sent, query a `URLSearchParams`, body a text
 * @param credentials `{accessKeyId, secretKey, sessionToken}`
 * @param scope `{region, service, host}`: host is the one that the request arrives at
 */
export async function signedHeaders(request, credentials, scope, now = new Date()) {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = time.slice(0, 8);
  const bodyHash = hex(await sha256(request.body ?? ''));
  const signed = {
    host: scope.host,
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': time,
    'x-amz-security-token': credentials.sessionToken,
  };
  const names = Object.keys(signed).sort();
  const canonical = [
    request.method,
    // All services but S3 encode the path, which is encoded already, once more.
    request.path.split('/').map(encoded).join('/'),
    canonicalQuery(request.query),
    ...names.map(name => `${name}:${signed[name]}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n');
  const place = `${date}/${scope.region}/${scope.service}/aws4_request`;
  const toSign = [ALGORITHM, time, place, hex(await sha256(canonical))].join('\n');
  let key = utf8.encode(`AWS4${credentials.secretKey}`);
  for (const part of place.split('/')) {
    key = await hmac(key, part);
  }
  const signature = hex(await hmac(key, toSign));
  // The browser sets Host itself.
  const { host, ...sent } = signed;
  return {
    ...sent,
    Authorization:
      `${ALGORITHM} Credential=${credentials.accessKeyId}/${place}, ` +
      `SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

function canonicalQuery(query) {
  return [...(query ?? [])]
    .map(([name, value]) => [encoded(name), encoded(value)])
    .sort(([a, x], [b, y]) => order(a, b) || order(x, y))
    .map(pair => pair.join('='))
    .join('&');
}

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 3986: all but letters, digits and -._~ */
function encoded(text) {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    letter => '%' + letter.charCodeAt(0).toString(16).toUpperCase(),
  );
}

const sha256 = text => crypto.subtle.digest('SHA-256', utf8.encode(text));

async function hmac(key, text) {
  const imported = await crypto.subtle.importKey(
    'raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'],
  );
  return crypto.subtle.sign('HMAC', imported, utf8.encode(text));
}

const hex = bytes =>
  [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');
