package dev.tidemark.local.aws.events;

/**
 * What is told of a message that could not be taken in; nothing of what it holds.
 *
 * @param at when it was set aside, ISO 8601
 * @param about the file that it tells of, else its kind
 */
public record SetAside(String at, String about, String reason) {}
