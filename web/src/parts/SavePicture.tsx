/** Buttons that save a picture as SVG and PNG. */

import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { savePng, saveSvg } from "./picture";

interface Props {
  /** Gives the picture as it is now to who asks. */
  of: (use: (svg: SVGSVGElement) => void) => void;
  name: string;
}

export function SavePicture({ of, name }: Props) {
  const { t } = useTranslation();

  function saved(save: typeof saveSvg) {
    of((svg) => void save(svg, name));
  }

  return (
    <>
      <Button className="button" onPress={() => saved(saveSvg)} aria-label={t("saveAs", { kind: "SVG" })}>
        SVG
      </Button>
      <Button className="button" onPress={() => saved(savePng)} aria-label={t("saveAs", { kind: "PNG" })}>
        PNG
      </Button>
    </>
  );
}
