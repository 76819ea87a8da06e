using System.Reflection;
using System.Runtime.Loader;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;

namespace Symmetry.Hosting;

/// <summary>Loads assemblies with custom feature maps and experiments. The client and every silo do so when they start.</summary>
public static class PluginLoader
{
    /// <summary>Loads assemblies and registers their feature maps and experiments. Their code runs with all rights of this process.</summary>
    /// <param name="files">The paths of the assemblies.</param>
    /// <exception cref="PluginException">A file does not exist, is not an assembly, or has nothing that can be registered.</exception>
    public static void Load(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            try
            {
                var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(file));
                if (FeatureMaps.RegisterAll(assembly).Count + ExperimentRegister.RegisterAll(assembly).Count == 0)
                {
                    throw new PluginException(
                        $"The extension {file} has no public class that implements {nameof(IFeatureMapFactory)} or {nameof(IExperiment)}.");
                }
            }
            catch (FileNotFoundException e) when (!File.Exists(file))
            {
                throw new PluginException($"The extension {file} does not exist.", e);
            }
            catch (Exception e) when (e is not PluginException)
            {
                // Exceptions from the constructors of its classes arrive wrapped.
                var reason = (e is TargetInvocationException { InnerException: { } inner } ? inner : e).Message.ReplaceLineEndings(" ");
                throw new PluginException($"The extension {file} cannot be used: {reason}", e);
            }
        }
    }
}
