package web;

import org.mapstruct.Mapper;

@Mapper
public interface OrderMapper {
    String toText(OrderEntity entity);

    default String mapsByType(Long id) {
        return "" + id;
    }
}
