// Posts events to a deployed API at a constant arrival rate, signed with SigV4; see ../deploy.md.
// k6 loads the signing library from the address below when it starts.
import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import { Endpoint, SignatureV4 } from 'https://jslib.k6.io/aws/0.14.0/signature.js';

const API = __ENV.API_URL;
if (!API) {
  throw new Error('API_URL is missing; give -e API_URL="$(output ApiUrl)"');
}
const [, origin, stage] = API.match(/^(https:\/\/[^/]+)(.*?)\/?$/);
const PATH = stage + '/v1/events';
const LIST = 10;

// Requests a second; each has ten events.
const RATE = Number(__ENV.RATE || 20);

export const options = {
  scenarios: {
    shop: {
      executor: 'constant-arrival-rate',
      rate: RATE,
      timeUnit: '1s',
      duration: __ENV.DURATION || '60s',
      preAllocatedVUs: RATE,
      maxVUs: 40 * RATE, // else requests that wait long would keep later ones from being sent
    },
  },
  thresholds: {
    checks: ['rate==1'],
    dropped_iterations: ['count==0'],
  },
};

const signer = new SignatureV4({
  service: 'execute-api',
  region: __ENV.AWS_REGION,
  credentials: {
    accessKeyId: __ENV.AWS_ACCESS_KEY_ID,
    secretAccessKey: __ENV.AWS_SECRET_ACCESS_KEY,
    sessionToken: __ENV.AWS_SESSION_TOKEN,
  },
  uriEscapePath: true,
  applyChecksum: true,
});

function events(request) {
  const now = Date.now();
  return Array.from({ length: LIST }, (_, i) => ({
    eventId: `load-${now}-${request}-${i}`,
    userId: `load-${(request * LIST + i) % 5000}`,
    itemId: `load-${i}`,
    type: 'view',
    timestamp: now,
  }));
}

export default function () {
  const request = exec.scenario.iterationInTest;
  const body = JSON.stringify({ events: events(request) });
  const signed = signer.sign({
    method: 'POST',
    endpoint: new Endpoint(origin),
    path: PATH,
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  const answer = http.post(signed.url, body, { headers: signed.headers });
  check(answer, {
    'all events are taken in': (it) => it.status === 202 && it.json('accepted') === LIST,
  });
}
