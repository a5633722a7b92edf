import { Crumb } from "./Crumb";

interface RibbonProps {
  label: string;
}

export const RibbonOfOld = ({ label }: RibbonProps) => <Crumb label={label} />;
