export const useSundial = () => 12;
