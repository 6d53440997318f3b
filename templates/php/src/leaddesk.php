<?php
/** What makes PHP pages a card: the runtime, who may frame them, and redirects that keep LeadDesk. */

declare(strict_types=1);

/** Parameters of LeadDesk's in the card's address. Links and forms carry them from page to page. */
const CONTACT = ['phone', 'call_logs_id', 'customers_id'];

/** The parameter with which the runtime carries LeadDesk's origin. */
const REFERRER = 'ld_referrer';

const LEADDESK = 'https://*.leaddesk.com https://*.leaddesk.eu https://*.leaddesk.ch';
const SIMULATOR = 'http://localhost:* http://127.0.0.1:*';

/** This request's nonce: only scripts that have it run in the page. */
function nonce(): string
{
    static $nonce;
    return $nonce ??= base64_encode(random_bytes(16));
}

/** Says who may frame the card and which scripts run in it. */
function protect(): void
{
    $ancestors = PHP_SAPI === 'cli-server' ? LEADDESK . ' ' . SIMULATOR : LEADDESK;
    header('Content-Security-Policy: ' . implode('; ', [
        "default-src 'self'",
        "script-src 'self' 'nonce-" . nonce() . "'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors $ancestors",
    ]));
    header('Referrer-Policy: same-origin');
    header('X-Content-Type-Options: nosniff');
    header('Cache-Control: no-store');
    header_remove('X-Powered-By');
}

/** The runtime, to be put inline into the head of each page. */
function runtime(): string
{
    $root = dirname(__DIR__);
    // Beside the pages; and, before it has been copied there, in the package that it comes from.
    foreach (["$root/public/ld.js", "$root/node_modules/create-leaddesk-card/dist/ld.js", "$root/../../dist/ld.js"] as $file) {
        if (is_file($file)) {
            return (string) file_get_contents($file);
        }
    }
    throw new RuntimeException('public/ld.js is missing. Copy it from create-leaddesk-card/dist/ld.js.');
}

/** Goes on to a page of the card, with the parameters: a browser that follows a redirect runs no script on the way. */
function redirect(string $page): never
{
    header('Location: ' . withParameters($page, $_GET), true, 303);
    exit;
}

/**
 * Gives an address of the card the parameters of LeadDesk's that the current one has; what it says itself stays.
 *
 * @param array<mixed> $query of the current address.
 */
function withParameters(string $address, array $query): string
{
    if (preg_match('#^([a-z][a-z\d+.-]*:|//)#i', $address)) {
        return $address;
    }
    [$target, $fragment] = explode('#', $address, 2) + [1 => null];
    parse_str(explode('?', $target, 2)[1] ?? '', $own);
    $carried = array_filter(
        array_intersect_key($query, array_flip([...CONTACT, REFERRER])),
        fn (mixed $value, string $name) => is_string($value) && !isset($own[$name]),
        ARRAY_FILTER_USE_BOTH,
    );
    $joint = !$carried ? '' : (str_contains($target, '?') ? '&' : '?');
    return $target . $joint . http_build_query($carried) . ($fragment === null ? '' : "#$fragment");
}

/**
 * Reads the contact from a query. A value still in braces, such as `{phone}`, is one that LeadDesk did not fill: it
 * counts as absent.
 *
 * @param array<mixed> $query
 * @return array{phone: string, call_logs_id: string, customers_id: string}
 */
function readContact(array $query): array
{
    $contact = [];
    foreach (CONTACT as $name) {
        $value = trim(is_string($query[$name] ?? null) ? $query[$name] : '');
        $contact[$name] = preg_match('/^\{.*\}$/', $value) ? '' : $value;
    }
    return $contact;
}

/**
 * The params of the `call` command, `null` when there is nobody to call. LeadDesk takes exactly one of the three keys,
 * and a plain number only while the call dialog is open, so the ids go first.
 *
 * @param array{phone: string, call_logs_id: string, customers_id: string} $contact
 */
function callParams(array $contact): ?array
{
    // An id goes as the number that LeadDesk's own examples send.
    $id = fn (string $text) => preg_match('/^[1-9]\d{0,14}$/', $text) ? (int) $text : $text;
    return match (true) {
        $contact['call_logs_id'] !== '' => ['call_id' => $id($contact['call_logs_id']), 'auto_call' => true],
        $contact['customers_id'] !== '' => ['customer_id' => $id($contact['customers_id']), 'auto_call' => true],
        $contact['phone'] !== '' => ['phone_number' => $contact['phone'], 'auto_call' => true],
        default => null,
    };
}
