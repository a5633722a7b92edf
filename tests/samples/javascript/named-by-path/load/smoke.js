import http from 'k6/http';
export const options = { vus: 1 };
export function setup() { return 1; }
export default function () { http.get('x'); }
