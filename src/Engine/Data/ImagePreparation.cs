namespace Symmetry.Engine.Data;

/// <summary>What is done to the images of a data set before a feature map is applied.</summary>
/// <param name="Data">The images.</param>
/// <param name="Enlarged">Whether the four shifts of each image by one pixel are added.</param>
/// <param name="Fill">What fills the row or column that a shift vacates; no effect unless enlarged.</param>
/// <param name="Binarised">Whether pixels become −1 or 1, after the enlargement.</param>
public readonly record struct ImagePreparation(DataSet Data, bool Enlarged, ShiftFill Fill, bool Binarised)
{
    /// <summary>Images per original after the enlargement, the original included: five, or one without enlargement.</summary>
    public int Copies => Enlarged ? Enlargement.Copies : 1;

    /// <summary>The number of images after the enlargement.</summary>
    public int Count => Data.Count * Copies;

    /// <summary>Prepares the images of the data set.</summary>
    public ImageSet Apply(ImageSet originals)
    {
        var images = Enlarged ? Enlargement.Enlarge(originals, Fill) : originals;
        return Binarised ? images.Binarised() : images;
    }
}
