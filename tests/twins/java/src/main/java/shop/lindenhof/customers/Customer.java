package shop.lindenhof.customers;

import java.util.Objects;

/** Somebody who has an account. Nickname and full name may be missing. */
public class Customer {

    private final String id;
    private final String email;
    private String fullName;
    private String nickname;

    public Customer(String id, String email) {
        this.id = Objects.requireNonNull(id);
        this.email = Objects.requireNonNull(email);
    }

    public String getId() {
        return id;
    }

    public String getEmail() {
        return email;
    }

    public String getFullName() {
        return fullName;
    }

    public void setFullName(String fullName) {
        this.fullName = fullName;
    }

    public String getNickname() {
        return nickname;
    }

    public void setNickname(String nickname) {
        this.nickname = nickname;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Customer that)) {
            return false;
        }
        return id.equals(that.id) && email.equals(that.email);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, email);
    }

    @Override
    public String toString() {
        return "Customer{"
                + "id=" + id
                + ", email=" + email
                + '}';
    }

    /** Where a customer lives. */
    public static class Address {

        private final String street;
        private final String postcode;
        private final String city;
        private final String country;

        public Address(String street, String postcode, String city, String country) {
            this.street = street;
            this.postcode = postcode;
            this.city = city;
            this.country = country;
        }

        public String getPostcode() {
            return postcode;
        }

        public String getCountry() {
            return country;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            if (!(other instanceof Address that)) {
                return false;
            }
            return street.equals(that.street)
                    && postcode.equals(that.postcode)
                    && city.equals(that.city)
                    && country.equals(that.country);
        }

        @Override
        public int hashCode() {
            return Objects.hash(street, postcode, city, country);
        }

        @Override
        public String toString() {
            return "Address{"
                    + "street=" + street
                    + ", postcode=" + postcode
                    + ", city=" + city
                    + ", country=" + country
                    + '}';
        }
    }
}
