import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const PASSWORD = "a-password";
const KEYS = ["-keyalg", "RSA", "-validity", "2", "-storetype", "PKCS12"];

export interface Certificates {
  /** The private authority's certificate, as NODE_EXTRA_CA_CERTS takes it. */
  authority: string;
  /** PKCS #12: a certificate for 127.0.0.1 that the authority signed, and its key. */
  keystore: string;
  password: string;
}

/** Makes a private authority and a server's certificate in a folder, with the JDK's keytool. */
export async function makeCertificates(dir: string): Promise<Certificates> {
  const [authorityStore, keystore] = [join(dir, "authority.p12"), join(dir, "server.p12")];
  const [authority, request, signed] = ["authority.pem", "server.csr", "server.pem"].map((name) =>
    join(dir, name),
  ) as [string, string, string];
  const keytool = (store: string, alias: string, ...args: string[]) =>
    run("keytool", [...args, "-alias", alias, "-keystore", store, "-storepass", PASSWORD]);
  const san = ["-ext", "san=ip:127.0.0.1"];
  await Promise.all([
    keytool(authorityStore, "authority", "-genkeypair", "-dname", "CN=Test CA", "-ext", "bc:c", ...KEYS),
    keytool(keystore, "server", "-genkeypair", "-dname", "CN=server", ...san, ...KEYS),
  ]);
  await keytool(authorityStore, "authority", "-exportcert", "-rfc", "-file", authority);
  await keytool(keystore, "server", "-certreq", "-file", request);
  const { stdout } = await keytool(
    authorityStore,
    "authority",
    "-gencert",
    "-rfc",
    "-infile",
    request,
    ...san,
  );
  await writeFile(signed, stdout);
  await keytool(keystore, "authority", "-importcert", "-noprompt", "-file", authority);
  await keytool(keystore, "server", "-importcert", "-noprompt", "-file", signed);
  return { authority, keystore, password: PASSWORD };
}
