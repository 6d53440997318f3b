/** How servers say what cards need, for those that cards are most often made with. */
import type { Recipes } from './explanation.js';

const ANCESTORS = 'https://*.leaddesk.com https://*.leaddesk.eu https://*.leaddesk.ch';

/** Who may frame the card. */
export const FRAMING: Recipes = {
  PHP: {
    language: 'php',
    code: `<?php
header_remove('X-Frame-Options');
$leaddesk = '${ANCESTORS}';
header("Content-Security-Policy: frame-ancestors 'self' $leaddesk");`,
  },
  Express: {
    language: 'js',
    code: `const ancestors = "'self' ${ANCESTORS}";
app.use((request, response, next) => {
  response.removeHeader('X-Frame-Options');
  response.setHeader('Content-Security-Policy', \`frame-ancestors \${ancestors}\`);
  next();
});
// With helmet: frameguard: false, and ancestors.split(' ') as frameAncestors of contentSecurityPolicy`,
  },
  Laravel: {
    language: 'php',
    code: `// A middleware of the card's routes
public function handle($request, Closure $next)
{
    $response = $next($request);
    $leaddesk = '${ANCESTORS}';
    $response->headers->remove('X-Frame-Options');
    $response->headers->set('Content-Security-Policy', "frame-ancestors 'self' $leaddesk");
    return $response;
}`,
  },
  nginx: {
    language: 'nginx',
    code: `# add_header of a location replaces those of the server around it.
set $leaddesk "${ANCESTORS}";
proxy_hide_header X-Frame-Options;
add_header Content-Security-Policy "frame-ancestors 'self' $leaddesk" always;`,
  },
  Apache: {
    language: 'apache',
    code: `Define LEADDESK "${ANCESTORS}"
Header always unset X-Frame-Options
Header unset X-Frame-Options
Header always set Content-Security-Policy "frame-ancestors 'self' \${LEADDESK}"`,
  },
};

/** Cookies that come back from within LeadDesk's frame. */
export const COOKIES: Recipes = {
  PHP: {
    language: 'php',
    code: `<?php
session_set_cookie_params(['path' => '/; Partitioned', 'secure' => true, 'httponly' => true, 'samesite' => 'None']);
session_start();`,
  },
  'express-session': {
    language: 'js',
    code: `app.set('trust proxy', 1); // where a proxy in front of it speaks https
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { secure: true, httpOnly: true, sameSite: 'none', partitioned: true },
  }),
);`,
  },
  Laravel: {
    language: 'ini',
    code: `# .env
SESSION_SECURE_COOKIE=true
SESSION_SAME_SITE=none
SESSION_PARTITIONED_COOKIE=true`,
  },
  nginx: {
    language: 'nginx',
    code: `# Where the application behind it cannot be changed, and its cookies have a Path
proxy_cookie_flags ~ secure samesite=none;
proxy_cookie_path ~^(.*)$ "$1; Partitioned";`,
  },
  Apache: {
    language: 'apache',
    code: `# Where the application cannot be changed
Header always edit* Set-Cookie "(?i);\\s*(SameSite=\\w*|Secure|Partitioned)(?=;|$)" ""
Header always edit Set-Cookie ^(.*)$ "$1; SameSite=None; Secure; Partitioned"
Header edit* Set-Cookie "(?i);\\s*(SameSite=\\w*|Secure|Partitioned)(?=;|$)" ""
Header edit Set-Cookie ^(.*)$ "$1; SameSite=None; Secure; Partitioned"`,
  },
};

/** Redirects that keep what the card carries. */
export const REDIRECTS: Recipes = {
  PHP: {
    language: 'php',
    code: `<?php
require 'leaddesk.php'; // php/leaddesk.php of this package
header('Location: ' . LeadDesk\\carry('done.php'), true, 303);`,
  },
  Express: {
    language: 'js',
    code: `import { carry } from 'create-leaddesk-card/server';

app.post('/order', (request, response) => {
  response.redirect(303, carry('/done', request.originalUrl));
});`,
  },
  Laravel: {
    language: 'php',
    code: `return redirect()->route('done', $request->only('ld_referrer'));`,
  },
  nginx: {
    language: 'nginx',
    code: `return 302 /done$is_args$args;`,
  },
  Apache: {
    language: 'apache',
    code: `RewriteEngine On
RewriteRule ^old$ /done [R=302,QSA,L]`,
  },
};

/** Policies that let the runtime run. */
export const SCRIPT_POLICY: Recipes = {
  PHP: {
    language: 'php',
    code: `<?php
$nonce = base64_encode(random_bytes(16));
header("Content-Security-Policy: script-src 'self' 'nonce-$nonce'");
// In the page: create-leaddesk-card inline --write head.php --nonce '$nonce'`,
  },
  Express: {
    language: 'js',
    code: `import crypto from 'node:crypto';

app.use((request, response, next) => {
  response.locals.nonce = crypto.randomBytes(16).toString('base64');
  response.setHeader('Content-Security-Policy', \`script-src 'self' 'nonce-\${response.locals.nonce}'\`);
  next();
});
// In the page: create-leaddesk-card inline --write views/head.ejs --nonce nonce`,
  },
  Laravel: {
    language: 'php',
    code: `// In a middleware, before the page is rendered
$nonce = Vite::useCspNonce();
$response = $next($request);
$response->headers->set('Content-Security-Policy', "script-src 'self' 'nonce-$nonce'");
// In the page: create-leaddesk-card inline --write layout.blade.php --nonce 'Vite::cspNonce()'`,
  },
  nginx: {
    language: 'nginx',
    code: `# The hash is the one that "create-leaddesk-card inline" prints.
add_header Content-Security-Policy "script-src 'self' 'sha256-…'" always;`,
  },
  Apache: {
    language: 'apache',
    code: `Header always set Content-Security-Policy "script-src 'self' 'sha256-…'"`,
  },
};

/** What pages tell others of where they come from. */
export const REFERRER_POLICY: Recipes = {
  PHP: { language: 'php', code: `<?php\nheader('Referrer-Policy: strict-origin-when-cross-origin');` },
  Express: {
    language: 'js',
    code: `app.use((request, response, next) => {
  response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
  next();
});
// With helmet: helmet({ referrerPolicy: { policy: 'strict-origin-when-cross-origin' } })`,
  },
  Laravel: {
    language: 'php',
    code: `$response->headers->set('Referrer-Policy', 'strict-origin-when-cross-origin');`,
  },
  nginx: { language: 'nginx', code: 'add_header Referrer-Policy strict-origin-when-cross-origin always;' },
  Apache: { language: 'apache', code: 'Header always set Referrer-Policy "strict-origin-when-cross-origin"' },
};

/** Pages over https. */
export const HTTPS: Recipes = {
  Express: { language: 'js', code: `app.set('trust proxy', 1); // the proxy in front of it has the certificate` },
  Laravel: { language: 'php', code: `URL::forceScheme('https'); // in AppServiceProvider::boot` },
  nginx: {
    language: 'nginx',
    code: `server {
  listen 80;
  return 301 https://$host$request_uri;
}`,
  },
  Apache: {
    language: 'apache',
    code: `RewriteEngine On
RewriteCond %{HTTPS} off
RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]`,
  },
};
