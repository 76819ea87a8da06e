/* The reference job with FANN (libfann-dev). Usage: fann_peer DATA. Build: gcc -O3 -march=native fann_peer.c -lfann -lm

   FANN has no softmax, no cross-entropy and no minibatches. Here its outputs are tanh and its loss is the squared error against
   targets of -1 and 1; a minibatch is one batch epoch of FANN on 32 of the shuffled images. The rate is 0.5 because this loss
   needs a larger one than cross-entropy; the time does not depend on it. */
#include <fann.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { INPUTS = 64, CLASSES = 10, BATCH = 32, EPOCHS = 30 };

static double processor_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

/* All of a file of 4-byte numbers; their count in *count. */
static void *read_numbers(const char *folder, const char *name, size_t *count)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    fseek(file, 0, SEEK_END);
    *count = ftell(file) / 4;
    rewind(file);
    void *numbers = malloc(*count * 4);
    if (fread(numbers, 4, *count, file) != *count) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return numbers;
}

static void swap(fann_type **rows, int i, int j)
{
    fann_type *row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
}

static void train(struct fann *network, struct fann_train_data *data, int epochs)
{
    int count = data->num_data;
    struct fann_train_data batch = *data;
    for (int epoch = 0; epoch < epochs; epoch++) {
        for (int i = count - 1; i > 0; i--) {
            int j = rand() % (i + 1);
            swap(data->input, i, j);
            swap(data->output, i, j);
        }
        for (int start = 0; start < count; start += BATCH) {
            batch.num_data = count - start < BATCH ? count - start : BATCH;
            batch.input = data->input + start;
            batch.output = data->output + start;
            fann_train_epoch(network, &batch);
        }
    }
}

static int predicted_class(struct fann *network, fann_type *image)
{
    fann_type *outputs = fann_run(network, image);
    int best = 0;
    for (int k = 1; k < CLASSES; k++)
        if (outputs[k] > outputs[best])
            best = k;
    return best;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("Usage: fann_peer DATA\n", stderr);
        return 2;
    }
    size_t pixels, train_count, test_count;
    float *train_x = read_numbers(argv[1], "train_x.f32", &pixels);
    int *train_y = read_numbers(argv[1], "train_y.i32", &train_count);
    float *test_x = read_numbers(argv[1], "test_x.f32", &pixels);
    int *test_y = read_numbers(argv[1], "test_y.i32", &test_count);

    struct fann_train_data *data = fann_create_train(train_count, INPUTS, CLASSES);
    for (size_t i = 0; i < train_count; i++) {
        memcpy(data->input[i], train_x + i * INPUTS, INPUTS * sizeof(float));
        for (int k = 0; k < CLASSES; k++)
            data->output[i][k] = k == train_y[i] ? 1 : -1;
    }

    struct fann *network = fann_create_standard(4, INPUTS, 10, 5, CLASSES);
    fann_set_activation_function_hidden(network, FANN_SIGMOID_SYMMETRIC);
    fann_set_activation_function_output(network, FANN_SIGMOID_SYMMETRIC);
    fann_set_train_error_function(network, FANN_ERRORFUNC_LINEAR);
    fann_set_training_algorithm(network, FANN_TRAIN_BATCH);
    fann_set_learning_rate(network, 0.5f);
    fann_randomize_weights(network, -0.3f, 0.3f);
    train(network, data, 1);
    fann_randomize_weights(network, -0.3f, 0.3f);

    double start = processor_seconds();
    train(network, data, EPOCHS);
    double seconds = processor_seconds() - start;

    int correct = 0;
    for (size_t i = 0; i < test_count; i++)
        correct += predicted_class(network, test_x + i * INPUTS) == test_y[i];
    printf("{\"program\": \"FANN\", \"seconds\": %.6f, \"accuracy\": %.4f}\n", seconds, (double)correct / test_count);
    return 0;
}
