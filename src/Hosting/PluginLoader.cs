using System.Runtime.Loader;
using Symmetry.Engine.Features;

namespace Symmetry.Hosting;

/// <summary>Loads assemblies with custom feature maps. The client and every silo do so when they start.</summary>
public static class PluginLoader
{
    /// <summary>Loads assemblies and registers their feature maps. Their code runs with all rights of this process.</summary>
    /// <param name="files">The paths of the assemblies.</param>
    /// <exception cref="PluginException">A file does not exist, is not an assembly, or has no usable feature map.</exception>
    public static void Load(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            try
            {
                if (CustomFeatureMaps.RegisterAll(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(file))).Count == 0)
                {
                    throw new PluginException($"The extension {file} has no public class that implements {nameof(ICustomFeatureMap)}.");
                }
            }
            catch (FileNotFoundException e) when (!File.Exists(file))
            {
                throw new PluginException($"The extension {file} does not exist.", e);
            }
            catch (Exception e) when (e is not PluginException)
            {
                // Exceptions from the constructors of feature maps arrive wrapped.
                throw new PluginException($"The extension {file} cannot be used: {(e.InnerException ?? e).Message}", e);
            }
        }
    }
}
