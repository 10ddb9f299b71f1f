// The Nu HTML checker over whole folders: HTML and SVG, errors and warnings.

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

/** Starts one checker for all folders: most of a run on its own would go into starting. */
export async function checkWithNu(sites) {
  const said = await messages(sites.map(({ folder }) => folder));
  return (site) =>
    said.flatMap(({ type, subType, url, lastLine, message }) => {
      const file = path.relative(site.folder, decodeURIComponent((url ?? "").replace(/^file:/, "")));
      if (file.startsWith("..") || isBlindToPolicy({ subType, message })) return [];
      return [{ check: "Nu", page: `${file}:${lastLine ?? 0}`, says: `${subType ?? type}: ${message}` }];
    });
}

/** Messages of one run; the checker's own exit code says no more than whether there are any. */
function messages(folders) {
  return new Promise((done, fail) => {
    const options = ["-Xss4m", "-XX:+UseSerialGC", "-jar", JAR, "--format", "json", "--stdout", "--skip-non-html", "--also-check-svg", ...folders];
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
