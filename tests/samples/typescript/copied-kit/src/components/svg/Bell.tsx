import * as React from "react";

const SvgBell = (props: React.SVGProps<SVGSVGElement>) => (
  <svg viewBox="0 0 24 24" {...props}>
    <path d="M4 4h16v16z" />
  </svg>
);

export default SvgBell;
