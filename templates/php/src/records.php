<?php
/** What is saved for good: one line of JSON for each result in `data/records.jsonl`. Put your database here. */

declare(strict_types=1);

function recordsFile(): string
{
    return (getenv('CARD_DATA') ?: dirname(__DIR__) . '/data') . '/records.jsonl';
}

/**
 * Saves what is known of the contact's call.
 *
 * @return string the id under which it is saved.
 * @throws RuntimeException when it is not saved. Then nothing may be done that depends on it.
 */
function save(array $contact, array $part): string
{
    $record = [...$contact, ...$part, 'id' => bin2hex(random_bytes(12)), 'time' => gmdate('c')];
    $options = JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE;
    $line = json_encode($record, $options) . "\n";
    $file = recordsFile();
    if (!is_dir(dirname($file))) {
        @mkdir(dirname($file), 0700, true);
    }
    if (@file_put_contents($file, $line, FILE_APPEND | LOCK_EX) !== strlen($line)) {
        throw new RuntimeException("Cannot write to $file");
    }
    return $record['id'];
}

/** All that was saved of one contact. */
function allRecords(array $contact): array
{
    $by = isset($contact['customers_id']) ? 'customers_id' : 'phone';
    $lines = is_file(recordsFile()) ? file(recordsFile(), FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) : [];
    $records = array_map(fn ($line) => json_decode($line, true, flags: JSON_THROW_ON_ERROR), $lines);
    return array_filter($records, fn ($record) => ($record[$by] ?? null) === ($contact[$by] ?? null));
}

/** The records of one contact, one a call, the latest first. */
function records(array $contact): array
{
    $calls = [];
    foreach (allRecords($contact) as $record) {
        $key = ' ' . ($record['call_logs_id'] ?? $record['time']);
        $merged = [...$calls[$key] ?? [], ...$record];
        unset($calls[$key]);
        $calls[$key] = $merged;
    }
    return array_reverse(array_values($calls));
}

/** The order that was saved in this call. Without an id of the call: for the contact, within an hour. */
function savedOrder(array $contact): ?array
{
    foreach (records($contact) as $record) {
        $isThisCall = isset($contact['call_logs_id'])
            ? ($record['call_logs_id'] ?? '') === $contact['call_logs_id']
            : time() - strtotime($record['time']) < 3600;
        if ($isThisCall && isset($record['order'])) {
            return $record['order'];
        }
    }
    return null;
}
