package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "remove_from_cart",
        "removefromcart",
        "remove_from_wishlist",
        "wishlist_remove",
        "product_removed",
        "cart_removal",
        "delete_from_basket",
        "return",
        "returned",
        "order_return",
        "refund",
        "order_refunded",
        "cancel",
        "order_cancelled",
        "order_canceled",
        "cancellation",
        "chargeback",
        "dislike",
        "thumbs_down",
        "downvote",
        "not_interested",
        "unfavourite",
        "unfavorite",
        "unlike",
        "un_favourite",
        "item_unsaved",
        "hide",
        "skip",
        "dismiss"
      })
  void shouldKnowWhatTakesInterestBack(String type) {
    assertThat(Behaviour.takesBack(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "view",
        "click",
        "favourite",
        "add_to_cart",
        "purchase",
        "rating",
        "like",
        "unbox",
        "wish_list",
        "begin_checkout",
        "returning_view",
        "search",
        "thumbs_up",
        "interested",
        "skipper_view",
        "share",
        "download",
        "launch",
        "review"
      })
  void shouldLeaveTheRest(String type) {
    assertThat(Behaviour.takesBack(type)).isFalse();
  }
}
