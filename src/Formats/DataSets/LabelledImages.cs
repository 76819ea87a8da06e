using Symmetry.Engine.Data;
using Symmetry.Formats.Files;

namespace Symmetry.Formats.DataSets;

/// <summary>Checks images and labels and builds an image set.</summary>
internal static class LabelledImages
{
    /// <summary>Builds an image set from scaled pixels and labels 0, 1, …</summary>
    /// <exception cref="DataFileException">There are too few or too many images or classes.</exception>
    public static ImageSet Create(string file, int height, int width, float[] pixels, int[] labels)
    {
        RequireTwoImages(file, labels.Length);
        var classes = labels.Max() + 1;
        if (classes is < 2 or > 256)
        {
            throw new DataFileException($"{file} has {Numbers.Count(classes, "class", "classes")}; expected 2 to 256, labelled from 0.");
        }

        return new ImageSet(height, width, classes, pixels, Array.ConvertAll(labels, label => (byte)label));
    }

    /// <summary>Throws if there are too few images to train and test on.</summary>
    public static void RequireTwoImages(string file, int images)
    {
        if (images < 2)
        {
            throw new DataFileException($"{file} has {Numbers.Count(images, "image")}; expected at least 2, one to train on and one to test on.");
        }
    }

    /// <summary>Throws before reading if there are more pixels than the engine supports.</summary>
    public static void RequireAllowedSize(string file, long images, long pixels)
    {
        if (images * (double)pixels > ImageSet.MaxPixels)
        {
            throw new DataFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file} has {images:#,0} images of {pixels:#,0} pixels; the limit is {ImageSet.MaxPixels:#,0} pixels in total."));
        }
    }
}
