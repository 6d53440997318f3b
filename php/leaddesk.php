<?php
/**
 * What PHP pages need to be a card. One file, PHP 8.0 or later, no dependency; `create-leaddesk-card/server` is the
 * same for Node.
 *
 *   LeadDesk\carry           redirects, which keep LeadDesk's parameters
 *   LeadDesk\contactOf       whom a request is about
 *   LeadDesk\frameHeaders    headers that let LeadDesk frame the card
 *   LeadDesk\runtimeElement  the runtime, inline in a page: reads ld.js and ld.card.js, which lie beside this file
 */

declare(strict_types=1);

namespace LeadDesk;

const ANCESTORS = 'https://*.leaddesk.com https://*.leaddesk.eu https://*.leaddesk.ch';
const SIMULATOR = 'http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:*';

/**
 * The address of a redirect, with the parameters that the current address has: the same bytes as the runtime's links.
 *
 *     header('Location: ' . LeadDesk\carry('order.php', keep: 'phone customers_id'), true, 303);
 *
 * @param string $location where the redirect leads. An address of another origin, and one that begins with `//`, stays
 * as it is.
 * @param string|null $current the address of the request, with or without its origin. When null: this request's.
 * @param string|string[] $keep parameters that go along, as in the runtime's `data-ld-keep`.
 * @param string $param name of the parameter that carries the host's origin.
 * @return string an address that fits into a header.
 */
function carry(string $location, ?string $current = null, string|array $keep = [], string $param = 'ld_referrer'): string
{
    $current ??= currentAddress();
    // As a browser reads it (URL, "basic URL parser"); it also keeps a second header out of this one.
    $address = str_replace(["\t", "\n", "\r"], '', preg_replace('/^[\x00-\x20]+|[\x00-\x20]+$/D', '', $location));
    if (!isOwn($address, $current)) {
        return $address;
    }
    [$path, $query, $fragment] = partsOf($address);
    // The browser takes the current query for an address without path and query.
    if ($path === '' && $query === '') {
        return $address;
    }

    $given = array_map(fn ($parameter) => nameOf($parameter), parametersIn($query));
    $from = parametersIn(partsOf($current)[1]);
    foreach ([...namesIn($keep), 'ld_debug'] as $name) {
        if (in_array($name, $given, true)) {
            continue;
        }
        foreach ($from as $parameter) {
            if (nameOf($parameter) === $name) {
                $query .= (strlen($query) > 1 ? '&' : ($query === '' ? '?' : '')) . $parameter;
            }
        }
    }
    foreach ([referrerIn($from, $param ?: 'ld_referrer'), callIn($from)] as $parameter) {
        if ($parameter === null) {
            continue;
        }
        $name = nameOf($parameter);
        $same = [];
        $others = [];
        foreach (parametersIn($query) as $other) {
            nameOf($other) === $name ? $same[] = $other : $others[] = $other;
        }
        if (implode(',', $same) !== $parameter) {
            $query = '?' . implode('&', [...$others, $parameter]);
        }
    }
    return ascii($path . $query . $fragment);
}

/**
 * The contact in an address: decoded values by name. What LeadDesk did not fill (`{phone}`) is absent, as in the
 * companion's `card.contact`.
 *
 * @param string|null $address of the request. When null: this request's.
 * @param string|string[]|null $keep the names of the placeholders. When null: every parameter but the runtime's own.
 * @return array<string, string>
 */
function contactOf(?string $address = null, string|array|null $keep = null): array
{
    $parameters = parametersIn(partsOf($address ?? currentAddress())[1]);
    $names = $keep === null
        ? array_filter(array_map(fn ($parameter) => nameOf($parameter), $parameters), fn ($name) => $name !== '' && !str_starts_with($name, 'ld_'))
        : namesIn($keep);
    $contact = [];
    foreach ($names as $name) {
        foreach ($parameters as $parameter) {
            if (nameOf($parameter) === $name) {
                // A "+" that was not encoded is a space, but not where a phone number begins.
                $value = trimmed(preg_replace('/^ (?=\d)/', '+', valueOf($parameter)));
                if ($value !== '' && !preg_match('/^\{.*\}$/sD', $value)) {
                    $contact[$name] = $value;
                }
                break;
            }
        }
    }
    return $contact;
}

/**
 * The headers of a page that LeadDesk may frame: the given ones, without `X-Frame-Options` and with LeadDesk in every
 * `frame-ancestors` of their policies. What else a policy says stays. Report-only policies stay whole.
 *
 * @param iterable<int|string, string|string[]> $existing values by name, or lines as of `headers_list()`.
 * @param string|string[]|null $allow who may frame the card, beside those whom the headers allow already. When null:
 * LeadDesk.
 * @param bool $simulator whether the simulator may frame it as well: any port of this machine.
 * @return array<string, string|string[]>
 */
function frameHeaders(iterable $existing = [], string|array|null $allow = null, bool $simulator = false): array
{
    $ancestors = [...words($allow ?? ANCESTORS), ...($simulator ? words(SIMULATOR) : [])];
    $headers = [];
    foreach ($existing as $name => $value) {
        if (is_int($name)) {
            [$name, $value] = array_map('trim', explode(':', (string) $value, 2)) + [1 => ''];
        }
        $key = strtolower($name);
        if ($key === 'x-frame-options') {
            continue;
        }
        // Two names that differ in case only are one header.
        $headers[$key] = isset($headers[$key])
            ? ['name' => $headers[$key]['name'], 'value' => [...(array) $headers[$key]['value'], ...(array) $value]]
            : ['name' => $name, 'value' => $value];
    }

    $policies = array_map('strval', (array) ($headers['content-security-policy']['value'] ?? []));
    $restricts = fn (string $policy) => preg_match('/(?:^|[;,])\s*frame-ancestors(?=[\s;,]|$)/i', $policy) === 1;
    $own = 'frame-ancestors ' . implode(' ', $ancestors);
    if (array_filter($policies, $restricts)) {
        $policies = array_map(fn (string $policy) => allowing($policy, $ancestors), $policies);
    } else {
        $policies[0] = withDirective($policies[0] ?? '', $own);
    }
    $name = $headers['content-security-policy']['name'] ?? 'Content-Security-Policy';
    $isList = is_array($headers['content-security-policy']['value'] ?? null);
    $headers['content-security-policy'] = ['name' => $name, 'value' => $isList ? $policies : $policies[0]];
    return array_column($headers, 'value', 'name');
}

/**
 * The script element of the runtime, and that of the companion. They go into the head, before scripts that use them.
 *
 * @param string|null $nonce the page's, where its Content Security Policy has one.
 * @param string|string[] $keep `data-ld-keep`: parameters of the page's address that links and forms carry.
 * @param bool|array{contact?: string|string[], cancel?: string} $card whether the companion comes along.
 * @param string|string[] $allow `data-ld-allow`: origins that may be the host.
 * @param string|null $param `data-ld-param`.
 */
function runtimeElement(
    ?string $nonce = null,
    string|array $keep = [],
    bool|array $card = false,
    string|array $allow = [],
    ?string $param = null,
): string {
    $element = element('ld.js', [
        'nonce' => $nonce,
        'data-ld-allow' => implode(' ', namesIn($allow)),
        'data-ld-keep' => implode(' ', namesIn($keep)),
        'data-ld-param' => $param,
    ]);
    if ($card === false) {
        return $element;
    }
    $options = is_array($card) ? $card : [];
    return $element . "\n" . element('ld.card.js', [
        'nonce' => $nonce,
        'data-ld-contact' => implode(' ', namesIn($options['contact'] ?? [])),
        'data-ld-cancel' => $options['cancel'] ?? null,
    ]);
}

/** @param array<string, string|null> $attributes */
function element(string $script, array $attributes): string
{
    $written = '';
    foreach ($attributes as $name => $value) {
        if (($value ?? '') !== '') {
            $written .= " $name=\"" . htmlspecialchars($value, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8') . '"';
        }
    }
    // Beside this file, as in a card; or as it lies in the package.
    foreach ([__DIR__, dirname(__DIR__) . '/dist'] as $folder) {
        if (is_file("$folder/$script")) {
            return "<script$written>" . trim((string) file_get_contents("$folder/$script")) . '</script>';
        }
    }
    throw new \RuntimeException("$script is missing. Copy it from create-leaddesk-card/dist/ to " . __DIR__ . '.');
}

function currentAddress(): string
{
    return (string) ($_SERVER['REQUEST_URI'] ?? '');
}

/** Path, query with its `?`, fragment with its `#`. */
function partsOf(string $address): array
{
    preg_match('/^([^?#]*)(\?[^#]*)?(#.*)?$/sD', $address, $parts);
    return [$parts[1] ?? '', $parts[2] ?? '', $parts[3] ?? ''];
}

/** The parameters of a query, as they stand there. */
function parametersIn(string $query): array
{
    return strlen($query) > 1 ? explode('&', substr($query, 1)) : [];
}

function nameOf(string $parameter): string
{
    return decode(explode('=', $parameter, 2)[0]);
}

function valueOf(string $parameter): string
{
    return decode(explode('=', $parameter, 2)[1] ?? '');
}

/** What is not UTF-8, or no escape, stays encoded: a browser's `decodeURIComponent` refuses it. */
function decode(string $text): string
{
    $spaced = strtr($text, '+', ' ');
    $decoded = rawurldecode($spaced);
    $isBroken = preg_match('/%(?![\da-f]{2})/i', $spaced) || !preg_match('//u', $decoded);
    return $isBroken ? $spaced : $decoded;
}

function namesIn(string|array $list): array
{
    return array_values(array_unique(words($list)));
}

function words(string|array $list): array
{
    return preg_split('/\s+/', is_array($list) ? implode(' ', $list) : $list, -1, PREG_SPLIT_NO_EMPTY);
}

/** Without the white space that JavaScript's `trim` takes off. */
function trimmed(string $text): string
{
    return preg_replace('/^[\s\x{feff}\x{a0}\p{Z}]+|[\s\x{feff}\x{a0}\p{Z}]+$/uD', '', $text) ?? $text;
}

/** The host's origin, as the runtime writes it. Anything but an http(s) origin names no host. */
function referrerIn(array $parameters, string $name): ?string
{
    foreach ($parameters as $parameter) {
        $origin = nameOf($parameter) === $name ? originOf(valueOf($parameter)) : null;
        if ($origin !== null) {
            return "$name=" . rawurlencode($origin);
        }
    }
    return null;
}

function callIn(array $parameters): ?string
{
    foreach ($parameters as $parameter) {
        if (preg_match('/^ld_call=(idle|ringing|on|ended)\.\w*$/D', $parameter)) {
            return $parameter;
        }
    }
    return null;
}

/** Whether an address is of the card's own origin. What is not plainly so is not. */
function isOwn(string $address, string $current): bool
{
    if (!preg_match('/^[a-z][a-z\d+.-]*:/i', $address)) {
        return !preg_match('#^[/\\\\]{2}#', $address);
    }
    $origin = originOf($address);
    return $origin !== null && $origin === originOf($current);
}

/** The origin of an http(s) address; null for any other, and for one with credentials or an odd host. */
function originOf(string $address): ?string
{
    $pattern = '~^(https?)://([\w.-]+|\[[\da-f:.]+\])(?::(\d*))?(?=[/?#]|$)~iD';
    if (!preg_match($pattern, $address, $parts)) {
        return null;
    }
    $scheme = strtolower($parts[1]);
    $port = ltrim($parts[3] ?? '', '0');
    $isDefault = $port === '' || $port === ($scheme === 'https' ? '443' : '80');
    return "$scheme://" . strtolower($parts[2]) . ($isDefault ? '' : ":$port");
}

/** As a browser writes it: what is not ASCII, byte by byte. */
function ascii(string $address): string
{
    return preg_replace_callback('/[^\x21-\x7e]/', fn ($byte) => rawurlencode($byte[0]), $address);
}

/** A header's policies, each of which lets the ancestors frame the page. The first directive of a name counts. */
function allowing(string $header, array $ancestors): string
{
    $allow = function (array $directive) use ($ancestors): string {
        $given = array_filter(words($directive[2]), fn ($source) => strtolower($source) !== "'none'");
        $all = array_unique([...$given, ...$ancestors]);
        return in_array('*', $given, true) ? $directive[0] : "$directive[1] " . implode(' ', $all);
    };
    $pattern = '/((?:^|;)\s*frame-ancestors)(?=[\s;]|$)([^;]*)/i';
    $policies = array_map(fn ($policy) => preg_replace_callback($pattern, $allow, $policy, 1), explode(',', $header));
    return implode(',', $policies);
}

/** A header with one more directive, in the first of its policies. */
function withDirective(string $header, string $directive): string
{
    [$first, $others] = explode(',', $header, 2) + [1 => null];
    $policy = preg_replace('/;$/', '', trim($first));
    $first = $policy === '' ? $directive : "$policy; $directive";
    return $others === null ? $first : "$first,$others";
}
