package shop;

import java.util.ArrayList;
import java.util.List;
import shop.price.Price;

class Cart {
    private final List<Price> prices = new ArrayList<>();

    void add(Price price) {
        prices.add(price);
    }

    int total() {
        int sum = 0;
        for (Price price : prices) {
            sum += price.cents();
        }
        return Rounding.exact(sum);
    }

    int abandonedTotal() {
        return Rounding.roundUp(total());
    }
}
