import { Crumb } from "./Crumb";

export const Shell = () => <Crumb label="desk" />;
