import React from "react";
import { shown } from "./prices";

export function View(props: { price: number }) {
  return (
    <p>
      {shown(props.price)}
      {false && <b>old price</b>}
    </p>
  );
}
