<?php
/** Texts of the card, in the language of the request. A language is a file in `texts/`. */

declare(strict_types=1);

/** The language where the address names no other by `?lang=`. */
const LANGUAGE = 'en';

/** Of the request: the one that its address names, if it is there. */
function language(): string
{
    $wanted = is_string($_GET['lang'] ?? null) ? $_GET['lang'] : '';
    $isThere = preg_match('/^[a-z]{2,3}(-[a-z]+)?$/iD', $wanted) && is_file(textsFile($wanted));
    return $isThere ? $wanted : LANGUAGE;
}

/** All texts by name. */
function texts(): array
{
    static $texts;
    return $texts ??= json_decode((string) file_get_contents(textsFile(language())), true, flags: JSON_THROW_ON_ERROR);
}

/** A text, with its `{placeholders}` filled. What is no text's name is text itself. */
function text(string $name, array $values = []): string
{
    return preg_replace_callback('/\{(\w+)\}/', fn ($key) => (string) ($values[$key[1]] ?? ''), texts()[$name] ?? $name);
}

/** A text as HTML shows it. */
function t(string $name, array $values = []): string
{
    return e(text($name, $values));
}

/** Text as HTML shows it. Everything goes through here that the card did not write itself. */
function e(string|int|null $text): string
{
    return htmlspecialchars((string) $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

function money(float $amount): string
{
    return language() === 'en' ? '€' . number_format($amount, 2) : number_format($amount, 2, ',', "\u{a0}") . "\u{a0}€";
}

function textsFile(string $language): string
{
    return dirname(__DIR__) . "/texts/$language.json";
}
