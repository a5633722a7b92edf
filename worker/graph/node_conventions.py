"""Files that frameworks and tools find by where they lie or how they are named.

A convention counts when one of its packages is a dependency of the packages around the file ("" counts always). Sources are the
frameworks' documents on file conventions, e.g. https://nextjs.org/docs/app/api-reference/file-conventions.
"""

import re
from dataclasses import dataclass

_X = r"\.[cm]?[jt]sx?"


@dataclass(frozen=True, slots=True)
class Convention:
    """Files that a tool loads without being told."""

    tool: str
    packages: tuple[str, ...]
    pattern: re.Pattern[str]

    def used_by(self, dependencies: frozenset[str]) -> bool:
        """Return whether one of its packages is a dependency; `@scope/*` is any package of a scope."""
        scopes = tuple(package[:-1] for package in self.packages if package.endswith("/*"))
        return (
            not self.packages
            or not dependencies.isdisjoint(self.packages)
            or (bool(scopes) and any(name.startswith(scopes) for name in dependencies))
        )


def _convention(tool: str, packages: str, *patterns: str) -> Convention:
    return Convention(tool, tuple(packages.split()), re.compile("|".join(f"(?:^|/){pattern}" for pattern in patterns)))


CONVENTIONS = (
    _convention(
        "Next.js",
        "next",
        rf"app/(?:.*/)?(?:page|layout|route|loading|error|global-error|not-found|global-not-found|template|default|forbidden"
        rf"|unauthorized|sitemap|robots|manifest|(?:opengraph|twitter)-image\d*|(?:apple-)?icon\d*|head){_X}$",
        rf"pages/.*{_X}$",
        rf"(?:middleware|proxy|instrumentation|instrumentation-client|mdx-components){_X}$",
    ),
    _convention(
        "Remix or React Router",
        "@remix-run/react @remix-run/node @remix-run/dev @react-router/dev @react-router/node",
        rf"app/(?:root|routes|entry\.\w+){_X}$",
        r"app/routes/",
    ),
    _convention(
        "Nuxt",
        "nuxt nuxt3 nuxt-edge @nuxt/kit",
        r"(?:pages|layouts|components|composables|plugins|middleware|server|stores|store|utils|modules|shared|api|layers)/",
        rf"app(?:\.config|/router\.options)?{_X}$",
    ),
    _convention(
        "SvelteKit", "@sveltejs/kit", r"src/routes/", r"src/params/", rf"src/(?:hooks|service-worker)(?:\.\w+|/index)?{_X}$"
    ),
    _convention("Astro", "astro", r"src/pages/", r"src/(?:middleware|content\.config|content/config|actions/index|db/\w+)"),
    _convention("Gatsby", "gatsby", rf"gatsby-[\w-]+{_X}$", r"src/(?:pages|templates|api)/"),
    _convention("Expo Router", "expo-router", r"app/"),
    _convention(
        "TanStack Start", "@tanstack/react-start @tanstack/start @tanstack/react-router @tanstack/router-plugin", r"routes/"
    ),
    _convention("Docusaurus", "@docusaurus/core", r"src/(?:pages|theme|plugins|components)/", rf"sidebars\w*{_X}$"),
    _convention("Docusaurus", "@docusaurus/*", r"(?:src|lib)/theme/"),
    _convention("VitePress or VuePress", "vitepress vuepress", r"\.(?:vitepress|vuepress)/"),
    _convention("Strapi", "@strapi/strapi strapi", r"(?:src|config|api|database|extensions)/"),
    _convention("Sails", "sails", r"(?:api|config|tasks)/"),
    _convention("Ember", "ember-source ember-cli", r"(?:app|addon|tests)/"),
    _convention("AdonisJS", "@adonisjs/core", r"(?:app|start|config|providers|commands|database|contracts)/"),
    _convention("RedwoodJS", "@redwoodjs/core", r"(?:api|web)/src/"),
    _convention("Meteor", "meteor-node-stubs", r"(?:client|server|imports|lib|both)/"),
    _convention("Eggjs", "egg", r"(?:app|config)/"),
    _convention("Waku", "waku", r"src/pages/"),
    _convention("Plasmo", "plasmo", r"(?:src/)?(?:popup|options|newtab|background|contents?|tabs|sidepanel)"),
    _convention("WXT", "wxt", r"entrypoints/"),
    _convention("Moleculer", "moleculer", r"services/"),
    _convention("Payload", "payload", r"app/\(payload\)/", r"migrations/"),
    _convention("Convex", "convex", r"convex/"),
    _convention("Vercel functions", "@vercel/node vercel", r"api/"),
    _convention("Firebase or Cloudflare functions", "", r"functions/"),
    _convention("Netlify or Supabase functions", "", r"(?:netlify|supabase)/(?:edge-)?functions/"),
    _convention("Storybook", "", r"\.storybook/"),
    _convention("migrations and seeds", "", r"(?:migrations?|seeds?|seeders?|fixtures?|__fixtures__)/"),
    _convention(
        "a template that is copied", "", r"(?:templates?|template-[\w-]+|_templates|boilerplates?|scaffold\w*|stubs|skeleton)/"
    ),
    _convention("mocks by folder", "", r"__mocks__/"),
)

CONFIGURATION = re.compile(
    rf"(?:^|/)(?:[\w.-]+\.(?:config|conf|setup|preset|workspace)(?:\.[\w-]+)?{_X}"
    rf"|\.[\w.-]*rc{_X}|\.?[\w-]+rc{_X}|\.pnpmfile\.cjs|(?:gulp|grunt|jake|knex|danger|plop|brunch|haul|houdini|make)file(?:\.\w+)?{_X}"
    rf"|(?:webpack|rollup|vite|vitest|karma|protractor|babel|jest|next|postcss|tailwind|eslint|prettier|metro|esbuild|tsup|electron-builder)"
    rf"[\w.-]*{_X}"
    rf"|(?:setup-?tests?|test-?setup|(?:global-?)?setup|(?:global-?)?teardown|jest[\w.-]*|polyfills?|reportWebVitals)"
    rf"{_X})$",
    re.IGNORECASE,
)
"""Files that a tool loads by their name."""

BY_HAND = re.compile(
    r"(?:^|/)(?:scripts?|bin|tools?|tooling|build|examples?|demos?|samples?|playgrounds?|bench|benchmarks?|perf|docs?|website|site|"
    r"www|public|static|assets|sandbox(?:es)?|e2e|tests?|cypress|playwright|stories|workers?|jobs|tasks|cron|commands|plugins|"
    r"loaders|middlewares?|routes|controllers|handlers|lambdas?|hooks|events|listeners|subscribers|resolvers|entities|models|"
    r"schemas?|pages|layouts|views|screens|templates?|themes?|widgets|blocks|cmds|features|providers|adapters|drivers|reporters?|qa|"
    r"support|load|environments?|presets?|generators?|transforms?|rules|codemods?|locales?|lang|i18n|translations?|\.[\w-]+)/",
    re.IGNORECASE,
)
"""Folders whose files are run by hand, served, or found by reading the folder."""

HOOK = re.compile(r"/hooks/use[A-Z]\w*\.[jt]sx?$")
"""A hook of React or Vue in a folder of such: only who imports it can call it, so nobody reads that folder."""

STARTS = re.compile(
    rf"(?:^|/)(?:index|main|app|server|cli|start|entry[\w.-]*|bootstrap|background|content|popup|preload|renderer|"
    rf"service-?worker|sw|worker|[\w.-]*\.worker|[\w-]+-worker|handler|lambda|electron|register|runner|run){_X}$",
    re.IGNORECASE,
)
"""Names that entry points go by."""
