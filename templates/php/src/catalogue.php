<?php
/** What the team sells and how its calls end. Edit this file first. */

declare(strict_types=1);

const PRODUCTS = [
    'year' => ['name' => 'Full year', 'terms' => '12 issues, first two free', 'price' => 54],
    'half' => ['name' => 'Half a year', 'terms' => '6 issues', 'price' => 29],
    'digital' => ['name' => 'Digital', 'terms' => 'all issues on screen, 12 months', 'price' => 39],
];

/** By the ids of the campaign's call ending reasons, as LeadDesk's admin lists them. */
const REASONS = [
    1 => ['name' => 'Sale', 'detail' => 'the order of this call is saved', 'needsOrder' => true],
    2 => ['name' => 'Call again', 'detail' => 'the customer asked for another time'],
    3 => ['name' => 'Not interested'],
    4 => ['name' => 'Wrong number'],
];

function money(float $amount): string
{
    return '€' . number_format($amount, 2);
}
