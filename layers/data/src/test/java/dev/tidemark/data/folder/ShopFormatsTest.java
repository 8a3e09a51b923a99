package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What shop systems, trackers and other recommenders give out, in the layouts in which it comes.
 */
class ShopFormatsTest extends FormatFolder {
  @Test
  void shouldReadGorse() throws IOException {
    write(
        "feedback.csv",
        """
        feedback_type,user_id,item_id,value,time_stamp,comment
        star,u,i,1,2026-09-02 05:01:27 +0000 UTC,
        """);
    write(
        "items.csv",
        """
        item_id,is_hidden,categories,time_stamp,labels,description
        i,true,a|b,2026-09-02T05:01:27Z,x|y,A lamp
        """);
    write(
        "users.csv",
        """
        user_id,labels
        u,
        """);

    read("Gorse feedback", "Gorse items");

    assertEvents().containsExactly(tuple("u", "i", "favourite", TIME));
    Item item = items.get(0).item();
    assertThat(item.active()).isFalse();
    assertThat(item.category()).isEqualTo("a|b");
    assertThat(item.tags()).containsExactly("x", "y");
  }

  @Test
  void shouldReadGorseAsJson() throws IOException {
    write(
        "feedback.jsonl",
        "{\"FeedbackType\":\"like\",\"UserId\":\"u\",\"ItemId\":\"i\",\"Timestamp\":\"2026-09-02T05:01:27Z\"}\n");
    write(
        "items.json",
        "[{\"ItemId\":\"i\",\"IsHidden\":false,\"Categories\":[\"a\",\"b\"],\"Labels\":[\"x\"]}]");

    read("Gorse feedback", "Gorse items");

    assertEvents().containsExactly(tuple("u", "i", "favourite", TIME));
    assertThat(items.get(0).item().category()).isEqualTo("a|b");
    assertThat(items.get(0).gives(ItemUpdate.Field.ACTIVE)).isTrue();
  }

  @Test
  void shouldReadGa4Export() throws IOException {
    String user = "\"user_pseudo_id\":\"7.1\",\"user_id\":null";
    write(
        "ga4.json",
        "{\"event_date\":\"20260902\",\"event_timestamp\":\"1788325287000000\","
            + "\"event_name\":\"page_view\","
            + user
            + ",\"items\":[]}\n"
            + "{\"event_timestamp\":\"1788325287000000\",\"event_name\":\"purchase\","
            + user
            + ",\"ecommerce\":{\"transaction_id\":\"T1\"},\"items\":[{\"item_id\":\"a\","
            + "\"item_name\":\"Lamp\",\"item_category\":\"Home\",\"price\":2.5,\"quantity\":2},"
            + "{\"item_id\":\"b\",\"item_name\":\"Rug\",\"price\":9.0,\"quantity\":1}]}\n"
            + "{\"event_timestamp\":\"1788325287000000\",\"event_name\":\"view_item_list\","
            + user
            + ",\"items\":[{\"item_id\":\"a\"}]}\n"
            + "{\"event_timestamp\":\"1788325287000000\",\"event_name\":\"view_item\","
            + "\"user_pseudo_id\":\"7.1\",\"user_id\":\"known\",\"items\":[{\"item_id\":\"a\"}]}\n");

    read("GA4 export");

    assertEvents()
        .containsExactly(
            tuple("7.1", "a", "purchase", TIME),
            tuple("7.1", "b", "purchase", TIME),
            tuple("known", "a", "view", TIME));
    assertThat(events.get(0).quantity()).isEqualTo(2);
    assertThat(survey.events().get(0).cleaning().rejected())
        .containsOnlyKeys("an event without an item", "items that were only shown");
    assertThat(items.get(0).item().title()).isEqualTo("Lamp");
  }

  @Test
  void shouldReadSegmentTrackCalls() throws IOException {
    write(
        "segment.jsonl",
        """
        {"type":"identify","userId":"u","timestamp":"2026-09-02T05:01:27.000Z"}
        {"type":"track","event":"Product Viewed","anonymousId":"x","timestamp":"2026-09-02T05:01:27.000Z","messageId":"m1","properties":{"product_id":"a","name":"Lamp","price":2.5}}
        {"type":"track","event":"Order Completed","userId":"u","anonymousId":"x","timestamp":"2026-09-02T05:01:27.000Z","messageId":"m2","properties":{"order_id":"o","products":[{"product_id":"a","quantity":2},{"sku":"b","price":4}]}}
        {"type":"track","event":"Signed Up","userId":"u","timestamp":"2026-09-02T05:01:27.000Z","properties":{}}
        """);

    read("Segment track calls");

    assertEvents()
        .containsExactly(
            tuple("x", "a", "view", TIME),
            tuple("u", "a", "purchase", TIME),
            tuple("u", "b", "purchase", TIME));
    assertThat(survey.events().get(0).cleaning().rejected())
        .containsOnlyKeys("an event without an item", "no event");
  }

  @Test
  void shouldReadShopifyOrders() throws IOException {
    write(
        "orders_export.csv",
        """
        Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Cancelled at
        #1001,a@x.com,paid,2026-09-02 07:01:30 +0200,fulfilled,EUR,12,2026-09-02 07:01:27 +0200,2,Lamp - Red,2.50,L-R,
        #1001,a@x.com,,,,,,,1,"Rug, small",7.00,,
        #1002,b@x.com,refunded,,,EUR,7,2026-09-02 07:01:27 +0200,1,Lamp - Red,7,L-R,
        #1002,b@x.com,,,,,,2026-09-02 07:01:27 +0200,1,Cup,7,C,
        #1003,c@x.com,paid,,,EUR,7,2026-09-02 07:01:27 +0200,1,Cup,7,C,2026-09-03 07:01:27 +0200
        """);
    write(
        "products_export.csv",
        """
        Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Variant SKU,Variant Price,Status
        lamp,Lamp,<p>,acme,Lights,"new, red",true,L-R,2.50,active
        lamp,,,,,,,L-G,2.60,
        rug,Rug,<p>,acme,Rugs,,true,,7.00,draft
        """);

    read("Shopify orders", "Shopify products");

    assertEvents()
        .containsExactly(
            tuple("a@x.com", "L-R", "purchase", TIME),
            tuple("a@x.com", "Rug, small", "purchase", TIME));
    assertThat(survey.events().get(0).cleaning().rejected().get("a cancelled or refunded order"))
        .extracting(it -> it.count())
        .isEqualTo(3L);
    assertThat(items).extracting(ItemUpdate::itemId).containsExactly("L-R", "L-G", "rug");
    assertThat(items).extracting(it -> it.item().title()).containsExactly("Lamp", "Lamp", "Rug");
    assertThat(items).extracting(it -> it.item().active()).containsExactly(true, true, false);
  }

  @Test
  void shouldReadWooCommerceOrdersByApi() throws IOException {
    write(
        "orders.json",
        """
        [{"id": 727, "number": "727", "status": "processing",
          "date_created": "2026-09-02T07:01:27", "date_created_gmt": "2026-09-02T05:01:27",
          "customer_id": 0, "billing": {"email": "a@x.com"},
          "line_items": [
            {"id": 315, "name": "Woo Single", "product_id": 93, "quantity": 2, "price": 3},
            {"id": 316, "name": "Ship", "product_id": 22, "quantity": 1, "price": 12}]},
         {"id": 728, "status": "cancelled", "date_created_gmt": "2026-09-02T05:01:27",
          "customer_id": 5, "billing": {"email": "b@x.com"},
          "line_items": [{"id": 317, "product_id": 93, "quantity": 1}]}]
        """);

    read("WooCommerce orders");

    assertEvents()
        .containsExactly(
            tuple("a@x.com", "93", "purchase", TIME), tuple("a@x.com", "22", "purchase", TIME));
  }

  @Test
  void shouldReadWooCommerceOrdersOfALineEach() throws IOException {
    write(
        "orders-2026.csv",
        """
        Order Number;Order Status;Order Date;Email (Billing);SKU;Item Name;Quantity (- Refund);Item Cost
        727;Completed;2026-09-02 05:01:27;a@x.com;W-1;Woo Single;2;3,50
        728;Refunded;2026-09-02 05:01:27;a@x.com;W-1;Woo Single;2;3,50
        """);

    read("WooCommerce orders");

    assertEvents().containsExactly(tuple("a@x.com", "W-1", "purchase", TIME));
    assertThat(events.get(0).price()).isEqualTo(3.5);
    assertThat(events.get(0).quantity()).isEqualTo(2);
  }

  @Test
  void shouldReadWooCommerceOrdersWithACellForEachLine() throws IOException {
    write(
        "order_export.csv",
        """
        order_id,order_number,order_date,status,customer_id,customer_email,order_total,line_item_1,line_item_2
        727,727,2026-09-02 05:01:27,completed,3,a@x.com,9,name:Mug | blue|product_id:93|sku:W-1|quantity:2|total:7.00,name:Ship|product_id:22|sku:|quantity:1|total:2.00
        728,728,2026-09-02 05:01:27,cancelled,4,b@x.com,7,name:Mug|product_id:93|sku:W-1|quantity:2|total:7.00,
        729,729,2026-09-02 05:01:27,processing,4,b@x.com,7,name:Mug|product_id:93|sku:W-1|quantity:1|total:3.50,
        """);

    read("WooCommerce orders");

    assertEvents()
        .containsExactly(
            tuple("a@x.com", "93", "purchase", TIME),
            tuple("a@x.com", "22", "purchase", TIME),
            tuple("b@x.com", "93", "purchase", TIME));
    assertThat(events.get(0).quantity()).isEqualTo(2);
    assertThat(items.get(0).item().title()).isEqualTo("Mug | blue");
  }

  @Test
  void shouldReadBodiesOfTheApi() throws IOException {
    write(
        "events.json",
        "{\"events\":[{\"eventId\":\"e\",\"userId\":7,\"itemId\":\"i\",\"type\":\"view\","
            + "\"timestamp\":1788325287000,\"context\":{\"device\":\"phone\"}}]}");
    write(
        "items.jsonl",
        "{\"itemId\":\"i\",\"tags\":[\"a\",\"b\"],\"vector\":[0.5,1],\"active\":false}\n");

    read("Tidemark events, as the API takes them", "Tidemark items, as the API takes them");

    assertEvents().containsExactly(tuple("7", "i", "view", TIME));
    assertThat(events.get(0).eventId()).isEqualTo("e");
    assertThat(events.get(0).context()).isEqualTo(Map.of("device", "phone"));
    assertThat(items.get(0).item().tags()).containsExactly("a", "b");
    assertThat(items.get(0).item().vector()).containsExactly(0.5f, 1f);
    assertThat(items.get(0).item().active()).isFalse();
  }
}
