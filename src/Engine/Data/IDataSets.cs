namespace Symmetry.Engine.Data;

/// <summary>Finds the images of data sets that are not embedded. Thread-safe.</summary>
public interface IDataSets
{
    /// <summary>Reads the images of a data set.</summary>
    /// <exception cref="DataSetException">They are missing, or are not the images that were asked for.</exception>
    ImageSet Read(DataSet data);
}
