package dev.tidemark.console;

import java.util.List;

/** Addresses of all views, with what is to be seen in them. */
final class Views {
  static final List<String> ALL =
      List.of(
          "/",
          "/shopper?id=shopper-0280",
          "/items",
          "/items?id=P1054",
          "/models",
          "/segments",
          "/forecast",
          "/operations");

  private Views() {}

  /** What other versions do not answer. */
  static void answerOthers(ShopServer shop) {
    shop.answer("GET /v1/users/{id}/propensity", ShopServer.recorded("propensity.json"));
    shop.answer("GET /v1/segments", ShopServer.recorded("segments.json"));
    shop.answer("GET /v1/forecast", ShopServer.recorded("forecast.json"));
  }
}
