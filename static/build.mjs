// Bundles the looks into var/assets: scripts, styles, icons, and the faces that papers share with pages.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "var", "assets");
const modules = join(root, "node_modules");

await bundle();
writeFileSync(join(out, "icons.json"), JSON.stringify(icons()));
writeFileSync(join(out, "fonts.css"), faces().join("\n"));

async function bundle() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "fonts"), { recursive: true });
  await build({
    entryPoints: [...entries("js"), ...entries("css")],
    outdir: out,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome109", "firefox115", "safari16"],
    loader: { ".woff2": "file", ".woff": "empty", ".svg": "dataurl", ".png": "file" },
    assetNames: "fonts/[name]",
    legalComments: "none",
    logLevel: "warning",
  });
}

function entries(kind) {
  const folder = join(root, "static", kind);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(`.${kind}`))
    .map((name) => ({
      in: join(folder, name),
      out: name === "office.css" ? "app" : name.slice(0, -kind.length - 1),
    }));
}

// Tabler's icons as the inside of an <svg viewBox="0 0 24 24">, by name; filled ones end in "-filled".
function icons() {
  const found = {};
  for (const [style, suffix] of [["outline", ""], ["filled", "-filled"]]) {
    const nodes = JSON.parse(readFileSync(join(modules, "@tabler/icons", `tabler-nodes-${style}.json`)));
    for (const [name, parts] of Object.entries(nodes)) found[name + suffix] = parts.map(markup).join("");
  }
  return found;
}

function markup([tag, attributes]) {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`).join("");
  return `<${tag}${written}/>`;
}

// Static faces, because papers need every weight to look the same on every machine.
function faces() {
  const subsets = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek"];
  const wanted = [
    ["inter", "Inter", [400, 600, 700], ["normal"]],
    ["noto-sans", "Noto Sans", [400, 700], ["normal", "italic"]],
    ["noto-serif", "Noto Serif", [400, 700], ["normal", "italic"]],
  ];
  return wanted.flatMap(([name, family, weights, styles]) => {
    const ranges = JSON.parse(readFileSync(join(modules, "@fontsource", name, "unicode.json")));
    return subsets.flatMap((subset) =>
      weights.flatMap((weight) => styles.map((style) => face({ name, family, subset, weight, style, ranges }))),
    );
  });
}

function face({ name, family, subset, weight, style, ranges }) {
  const file = `${name}-${subset}-${weight}-${style}.woff2`;
  copyFileSync(join(modules, "@fontsource", name, "files", file), join(out, "fonts", file));
  return `@font-face { font-family: "${family}"; font-style: ${style}; font-weight: ${weight}; font-display: swap;
  src: url("fonts/${file}") format("woff2"); unicode-range: ${ranges[subset]}; }`;
}
