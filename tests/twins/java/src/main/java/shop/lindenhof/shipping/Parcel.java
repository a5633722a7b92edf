package shop.lindenhof.shipping;

import java.util.Objects;

/** A box ready to be sent; millimetres and grams. */
public final class Parcel {

    private final int length;
    private final int width;
    private final int height;
    private final int weight;

    private Parcel(Builder builder) {
        this.length = builder.length;
        this.width = builder.width;
        this.height = builder.height;
        this.weight = builder.weight;
    }

    public int getLength() {
        return length;
    }

    public int getWidth() {
        return width;
    }

    public int getHeight() {
        return height;
    }

    public int getWeight() {
        return weight;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Parcel that)) {
            return false;
        }
        return length == that.length
                && width == that.width
                && height == that.height
                && weight == that.weight;
    }

    @Override
    public int hashCode() {
        return Objects.hash(length, width, height, weight);
    }

    @Override
    public String toString() {
        return "Parcel{"
                + "length=" + length
                + ", width=" + width
                + ", height=" + height
                + ", weight=" + weight
                + '}';
    }

    /** Puts a parcel together. */
    public static final class Builder {

        private int length;
        private int width;
        private int height;
        private int weight;

        public Builder length(int length) {
            this.length = length;
            return this;
        }

        public Builder width(int width) {
            this.width = width;
            return this;
        }

        public Builder height(int height) {
            this.height = height;
            return this;
        }

        public Builder weight(int weight) {
            this.weight = weight;
            return this;
        }

        public Parcel build() {
            if (length <= 0 || width <= 0 || height <= 0) {
                throw new IllegalStateException("a parcel has three sides");
            }
            return new Parcel(this);
        }
    }
}
