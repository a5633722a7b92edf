package web;

import org.springframework.data.jpa.repository.JpaRepository;

public interface OrderRepository extends JpaRepository<OrderEntity, Long> {
    OrderEntity findByNumber(String number);

    long countByStateAndOwner(String state, String owner);
}
