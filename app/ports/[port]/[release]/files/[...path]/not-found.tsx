import { NotFoundHelp } from '#components/site/not-found-help.tsx';

export default function FileNotFound() {
  return <NotFoundHelp />;
}
