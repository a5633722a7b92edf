import { exec, execFile } from "child_process";
import crypto from "crypto";
import https from "https";

const paymentApiKey = "pk7Qx2Vb9LtR4mNz8Wc1Yd6H";
const search = { appId: "QX1", indexName: "docs", apiKey: "a91c7e02b64f5d38c1e07a92bd45f610" };
const tokenUrl = "https://auth.example/oauth/token/v2/abc123def456";

export async function find(db: any, req: any) {
  await db.query(`SELECT * FROM users WHERE name = '${req.query.name}'`);
  await db.query(`SELECT * FROM ${search.indexName} WHERE id = $1`, [req.query.id]);
  exec(`convert ${req.body.file}`);
  execFile("convert", [req.body.file]);
  return [paymentApiKey, tokenUrl];
}

export function register(password: string, content: string) {
  const token = Math.random().toString(36).slice(2);
  const jitter = Math.random() * 100;
  const stored = crypto.createHash("sha1").update(password).digest("hex");
  const etag = crypto.createHash("sha1").update(content).digest("hex");
  return { token, jitter, stored, etag };
}

export function ask(url: string, trusted: boolean) {
  https.get(url, { rejectUnauthorized: false });
  https.get(url, { rejectUnauthorized: trusted });
  return new Promise(async (done) => {
    done(await find(null, null));
  });
}

export function show(element: HTMLElement, name: string) {
  element.innerHTML = `<b>${name}</b>`;
  element.innerHTML = "<b>till</b>";
  element.textContent = `<b>${name}</b>`;
  debugger;
}
