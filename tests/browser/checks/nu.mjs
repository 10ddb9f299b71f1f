// The Nu HTML checker over the whole folder: HTML and SVG, errors and warnings.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

export const NU_CHECKS = ["Nu"];

const JAR = path.join(
  path.dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")),
  "build/dist/vnu.jar",
);

/**
 * The checker reads files, and does not know which site they will be served from: of a policy that lets a page load what
 * is the site's own, it warns that the site's own files are not let in. A browser does know, and its console is checked.
 */
const isBlindToPolicy = ({ subType, message }) =>
  subType === "warning" && /^Resource violates Content Security Policy \(meta tag\): external \w+ “(?!https?:|\/\/)/.test(message);

/** Messages of one run; the checker's own exit code says no more than whether there are any. */
function messages(folder, kind) {
  return new Promise((done, fail) => {
    const options = ["-Xss4m", "-jar", JAR, "--format", "json", "--stdout", kind, folder];
    const java = spawn("java", options, { stdio: ["ignore", "pipe", "inherit"] });
    let out = "";
    java.stdout.on("data", (data) => (out += data));
    java.on("error", fail);
    java.on("close", () => {
      try {
        done(JSON.parse(out || '{"messages":[]}').messages);
      } catch {
        fail(new Error(`the Nu checker said what is not JSON: ${out.slice(0, 400)}`));
      }
    });
  });
}

export async function checkWithNu(site) {
  const svg = [...site.files].some((file) => file.endsWith(".svg"));
  const html = await messages(site.folder, "--skip-non-html");
  const all = [...html, ...(svg ? await messages(site.folder, "--skip-non-svg") : [])];
  return all.filter((one) => !isBlindToPolicy(one)).map(({ type, subType, url, lastLine, message }) => ({
    check: "Nu",
    page: `${path.relative(site.folder, decodeURIComponent((url ?? "").replace(/^file:/, "")))}:${lastLine ?? 0}`,
    says: `${subType ?? type}: ${message}`,
  }));
}
