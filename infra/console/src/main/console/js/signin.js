/**
 * Sign-in of the deployed console: Cognito's hosted page (authorization code with PKCE, RFC 7636), credentials of AWS
 * from the identity pool, and every request signed with them. Tokens live as long as the tab.
 */

import { signedHeaders } from './sigv4.js';

const TOKENS = 'tidemark.tokens';
const PENDING = 'tidemark.sign-in';
const EARLY = 60_000;

/**
 * Who uses the page, after a way over the sign-in page where that is needed.
 *
 * @param config `signIn` of config.json: `{region, address, client, identityAddress, identityPool, provider, apiHost}`
 * @returns `{authorised(request), signOut()}`; authorised answers the headers that a request needs
 */
export async function signedIn(config) {
  await takeCode(config);
  if (!stored(TOKENS)) {
    await toSignIn(config);
  }
  let until = 0;
  let asked;
  // One question for all requests that need the answer.
  const credentials = async () => {
    if (until < Date.now() + EARLY) {
      until = Infinity;
      asked = idToken(config).then((token) => credentialsOf(config, token));
      asked.then((given) => { until = given.until; }, () => { until = 0; });
    }
    return asked;
  };
  return {
    async authorised(request) {
      const scope = { region: config.region, service: 'execute-api', host: config.apiHost };
      return signedHeaders(request, await credentials(), scope);
    },
    signOut() {
      sessionStorage.removeItem(TOKENS);
      go(`${config.address}/logout`, { client_id: config.client, logout_uri: here() });
    },
  };
}

/** Takes the code out of the address in which the sign-in page handed it over. */
async function takeCode(config) {
  const given = new URLSearchParams(location.search);
  if (!given.has('code') && !given.has('error')) {
    return;
  }
  const pending = stored(PENDING);
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', here() + (pending?.place ?? ''));
  if (given.has('error')) {
    const reason = given.get('error_description') ?? given.get('error');
    throw new Error(`The sign-in was refused: ${reason}`);
  }
  if (pending?.state !== given.get('state')) {
    throw new Error('This sign-in was not begun in this tab. Open the page anew.');
  }
  await askForTokens(config, {
    grant_type: 'authorization_code',
    code: given.get('code'),
    redirect_uri: here(),
    code_verifier: pending.verifier,
  });
}

async function toSignIn(config) {
  const pending = { state: random(), verifier: random(), place: location.hash };
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier));
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  go(`${config.address}/oauth2/authorize`, {
    response_type: 'code',
    client_id: config.client,
    redirect_uri: here(),
    scope: 'openid',
    state: pending.state,
    code_challenge: base64Url(new Uint8Array(hash)),
    code_challenge_method: 'S256',
  });
  // Nothing of this page goes on.
  await new Promise(() => {});
}

async function idToken(config) {
  const tokens = stored(TOKENS);
  if (tokens.until > Date.now() + EARLY) {
    return tokens.id;
  }
  try {
    const request = { grant_type: 'refresh_token', refresh_token: tokens.refresh };
    await askForTokens(config, request, tokens.refresh);
  } catch {
    sessionStorage.removeItem(TOKENS);
    await toSignIn(config);
  }
  return stored(TOKENS).id;
}

async function askForTokens(config, request, refresh) {
  const answer = await fetch(`${config.address}/oauth2/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: config.client, ...request }),
  });
  const tokens = await jsonOf(answer, 'The sign-in');
  sessionStorage.setItem(
    TOKENS,
    JSON.stringify({
      id: tokens.id_token,
      refresh: tokens.refresh_token ?? refresh,
      until: Date.now() + tokens.expires_in * 1000,
    }),
  );
}

async function credentialsOf(config, token) {
  const Logins = { [config.provider]: token };
  const { IdentityId } = await identity(config, 'GetId', { IdentityPoolId: config.identityPool, Logins });
  const { Credentials } = await identity(config, 'GetCredentialsForIdentity', { IdentityId, Logins });
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretKey: Credentials.SecretKey,
    sessionToken: Credentials.SessionToken,
    until: Credentials.Expiration * 1000,
  };
}

async function identity(config, operation, body) {
  const answer = await fetch(config.identityAddress, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityService.${operation}`,
    },
    body: JSON.stringify(body),
  });
  return jsonOf(answer, 'The exchange for credentials');
}

async function jsonOf(answer, what) {
  if (!answer.ok) {
    throw new Error(`${what} was answered with ${answer.status}. Sign in again.`);
  }
  return answer.json();
}

const here = () => location.origin + location.pathname;

const stored = name => JSON.parse(sessionStorage.getItem(name));

const go = (address, parameters) => location.assign(`${address}?${new URLSearchParams(parameters)}`);

const random = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

const base64Url = bytes =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
